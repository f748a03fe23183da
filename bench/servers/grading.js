// What the peers are asked for: the grade from Ki-67 and mitoses, and one card. Far less than the service does; no status, date, unit or conflict is looked at.
const KI67 = '29593-1';
const MITOSES = '406094009';
const GASTRIC_NET = '276808007';
const resources = (prefetch, key) => (prefetch?.[key]?.entry ?? []).map((entry) => entry.resource);
const hasCode = (resource, code) => (resource.code?.coding ?? []).some((coding) => coding.code === code);

/** Newest value of one code; null when there is none. */
function newest(observations, code) {
  let found = null;
  for (const each of observations) if (hasCode(each, code) && (found === null || (each.effectiveDateTime ?? '') > (found.effectiveDateTime ?? ''))) found = each;
  return found?.valueQuantity?.value ?? null;
}

function factsOf(request) {
  const observations = resources(request.prefetch, 'observations');
  return { hasNeoplasm: resources(request.prefetch, 'conditions').some((each) => hasCode(each, GASTRIC_NET)), ki67: newest(observations, KI67), mitoses: newest(observations, MITOSES) };
}

const cardFor = (grade) => ({ uuid: require('node:crypto').randomUUID(), summary: `Gastric neuroendocrine tumour, ${grade}`, indicator: 'info', source: { label: 'Peer' } });

module.exports = { cardFor, factsOf, GASTRIC_NET, KI67, MITOSES };
