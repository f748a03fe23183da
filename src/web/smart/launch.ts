/** EHR launch: the EHR opens this page with `iss` and `launch`; it sends the reader to the EHR's authorization and back to the app. */
import { authorize } from './client';

authorize().catch((error: unknown) => {
  const root = document.getElementById('root');
  if (root !== null) root.textContent = `The launch did not succeed: ${error instanceof Error ? error.message : 'no reason was given'}`;
});
