/** Search and filter for the rulebook page, which is whole without them: rules that do not match are hidden, anchors always show. */

const place = document.getElementById('find');
if (place !== null) {
  const words = place.dataset;
  const articles = [...document.querySelectorAll<HTMLElement>('article[data-topic]')].map((element) => ({ element, text: `${element.id} ${element.textContent ?? ''}`.toLowerCase(), topic: element.dataset['topic'] ?? '' }));
  const sections = [...document.querySelectorAll<HTMLElement>('section[id]')].filter((section) => section.querySelector('article') !== null);

  const labelled = <E extends HTMLElement>(text: string, control: E): E => {
    const label = document.createElement('label');
    const span = document.createElement('span');
    span.textContent = text;
    label.append(span, control);
    place.append(label);
    return control;
  };
  const search = labelled(words['search'] ?? '', document.createElement('input'));
  search.type = 'search';
  const topic = labelled(words['topic'] ?? '', document.createElement('select'));
  topic.add(new Option(words['all'] ?? '', ''));
  for (const section of sections) topic.add(new Option(section.querySelector('h2')?.textContent ?? section.id, section.id));
  const status = document.createElement('p');
  status.setAttribute('role', 'status');
  place.append(status);
  place.classList.add('find');

  const apply = (): void => {
    const terms = search.value.toLowerCase().split(/\s+/).filter((term) => term !== '');
    let found = 0;
    for (const { element, text, topic: its } of articles) {
      const shown = terms.every((term) => text.includes(term)) && (topic.value === '' || topic.value === `topic-${its}` || topic.value === its);
      element.hidden = !shown;
      if (shown) found += 1;
    }
    for (const section of sections) section.hidden = section.querySelector('article:not([hidden])') === null;
    status.textContent = `${found} ${words['found'] ?? ''}`;
  };
  search.addEventListener('input', apply);
  topic.addEventListener('change', apply);
  // Whoever follows a link to a rule wants to see it, whatever was searched for before.
  addEventListener('hashchange', () => {
    const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    if (target?.closest('[hidden]') == null) return;
    search.value = '';
    topic.value = '';
    apply();
    target.scrollIntoView();
  });
  apply();
}
