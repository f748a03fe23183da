import { discovery } from '../../../src/hooks/discovery';
import { LANGUAGES } from '../../../src/hooks/wording';
import { PREFETCH_KEYS, SERVICE_IDS } from '../../../src/hooks/wire';

describe.each(LANGUAGES)('discovery in %s', (language) => {
  test('names every service with the members of the specification, none of them empty', () => {
    const { services } = discovery(language);
    expect(services.map((service) => service.id)).toEqual([...SERVICE_IDS]);
    for (const service of services) {
      expect(Object.keys(service).sort()).toEqual(['description', 'hook', 'id', 'prefetch', 'title', 'usageRequirements', 'version']);
      expect(service).toMatchObject({ hook: service.id.replace('gnen-', ''), version: '2.0.1' });
      expect(Object.keys(service.prefetch).sort()).toEqual([...PREFETCH_KEYS].sort());
      for (const text of [service.title, service.description, service.usageRequirements, ...Object.values(service.prefetch)]) expect(text.trim()).not.toBe('');
    }
  });
});
