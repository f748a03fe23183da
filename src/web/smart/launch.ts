/** EHR launch: the EHR opens this page with `iss` and `launch`; it sends the reader to the EHR's authorization and back to the app. */
import '../style.css';
import { HERE } from '../service';
import { firstLanguage, pageWords } from '../words';
import { authorize } from './client';

const t = pageWords(firstLanguage());
document.documentElement.lang = t.code;
document.title = `${t.workspace} · gnen-cds`;

/** Nothing of the address is put into the page as markup. */
function tell(words: string): void {
  const main = document.createElement('main');
  const heading = document.createElement('h1');
  heading.textContent = t.workspace;
  const alert = document.createElement('p');
  alert.className = 'card warning';
  alert.setAttribute('role', 'alert');
  alert.textContent = words;
  const link = document.createElement('a');
  link.href = `${HERE}app`;
  link.textContent = t.startLaunch;
  main.append(heading, alert, link);
  document.getElementById('root')?.replaceChildren(main);
}

const address = new URLSearchParams(location.search);
if (!address.has('iss')) tell(t.noIssuer);
else authorize().catch((error: unknown) => tell(`${t.launchFailed}: ${error instanceof Error ? error.message.split('\n', 1)[0]?.slice(0, 300) : ''}`));
