import { discovery } from '../../../src/hooks/discovery';
import { LANGUAGES } from '../../../src/hooks/wording';
import { PREFETCH_KEYS, SERVICE_IDS } from '../../../src/hooks/wire';

describe.each(LANGUAGES)('discovery in %s', (language) => {
  test('names every service with the members of the specification, none of them empty', () => {
    const { services } = discovery(language);
    expect(services.map((service) => service.id)).toEqual([...SERVICE_IDS]);
    for (const service of services) {
      expect(Object.keys(service).sort()).toEqual(['description', 'hook', 'hookVersion', 'id', 'prefetch', 'title', 'usageRequirements', 'version']);
      expect(service).toMatchObject({ hook: service.id.replace('gnen-', ''), version: '2.0.1' });
      expect(Object.keys(service.prefetch).sort()).toEqual([...PREFETCH_KEYS].sort());
      for (const text of [service.title, service.description, service.usageRequirements, ...Object.values(service.prefetch)]) expect(text.trim()).not.toBe('');
    }
  });
});

// requirements #21 and section M: the service's own copy of what the Hook Library publishes.
test.each([
  ['patient-view', '1.0'], ['order-select', '1.0'], ['order-sign', '1.0'], ['problem-list-item-create', '0.1.0'], ['appointment-book', '1.0'], ['encounter-discharge', '1.0'],
])('%s says that it answers version %s of its hook', (hook, version) => {
  expect(discovery().services.filter((service) => service.hook === hook).map((service) => service.hookVersion)).toEqual([version]);
});
