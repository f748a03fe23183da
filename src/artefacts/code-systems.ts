/** The project's own codes: facts, rules, recommendations, override reasons and kinds of card, in both languages. */
import { NEWER_NOTES, RECOMMENDATION_CODES, RULES } from '../engine';
import { CARD_TOPICS, OVERRIDE_CODINGS, OVERRIDE_REASONS, OWN_OVERRIDE_SYSTEM, ruleText, wordsFor } from '../hooks';
import { shippedTerminology } from '../fhir-mapping';
import { FACT_CODES, type FactName, isCoded } from './fact-codes';
import { type Artefact, canonical, published } from './resource';

const [en, zh] = [wordsFor('en'), wordsFor('zh-CN')];

interface Concept { code: string; display?: string; definition?: string; designation?: { language: string; value: string }[]; property?: Record<string, unknown>[] }
const translated = (value: string): NonNullable<Concept['designation']> => [{ language: 'zh-CN', value }];

function codeSystem(id: string, title: string, description: string, concept: readonly Concept[], property: { code: string; description: string; type: string }[] = []): Artefact {
  return published('CodeSystem', id, title, description, { caseSensitive: true, content: 'complete', count: concept.length, ...(property.length === 0 ? {} : { property }), concept, valueSet: canonical('ValueSet', `all-${id}`) });
}

export function codeSystems(): Artefact[] {
  return [facts(), assessmentFacts(), rules(), recommendations(), overrideReasons(), topics()];
}

/** The codes of `facts` that a record may use where no standard code exists. */
function facts(): Artefact {
  const shipped = shippedTerminology().find((each) => each.resourceType === 'CodeSystem');
  return codeSystem('facts', 'Facts about a gastric neuroendocrine neoplasm', 'Codes of results and of their values, only for what no standard code says.',
    (shipped?.['concept'] ?? []) as Concept[], [{ code: 'role', description: 'fact: code of a result; value: code of a result\'s value', type: 'code' }]); // sound: our own file
}

function assessmentFacts(): Artefact {
  return codeSystem('assessment-facts', 'Facts of an assessment', 'Names by which an assessment speaks of what is known, missing or contradictory.',
    Object.entries(en.codes.facts).map(([code, display]) => ({ code, display, ...elementOf(code as FactName), designation: translated(zh.codes.facts[code as FactName]) }))); // sound: both languages have every fact
}

/** What no code says is read from an element. */
function elementOf(fact: FactName): { definition?: string } {
  const codes = FACT_CODES[fact];
  return isCoded(codes) ? {} : { definition: `Read from ${codes.element}.` };
}

function rules(): Artefact {
  const concepts: Concept[] = RULES.map((rule) => ({
    code: rule.id, display: short(rule.when), definition: `${rule.when} → ${rule.then}`,
    ...(ruleText('zh-CN', rule.id) === null ? {} : { designation: translated(ruleText('zh-CN', rule.id)?.when ?? '') }),
    property: [
      { code: 'topic', valueString: rule.topic }, { code: 'source', valueString: rule.because.source }, { code: 'at', valueString: rule.because.at }, { code: 'says', valueString: rule.because.says },
      ...rule.because.attributedTo.map((who) => ({ code: 'attributed-to', valueString: who })), ...rule.newer.map((id) => ({ code: 'newer', valueCode: id })),
    ],
  }));
  const newer: Concept[] = NEWER_NOTES.map((note) => ({ code: note.id, display: short(note.says), definition: note.says, property: [{ code: 'source', valueString: note.source }, ...(note.tag === null ? [] : [{ code: 'tag', valueCode: note.tag }])] }));
  return codeSystem('rules', 'Rules', 'Every rule with its condition, its consequence and its source; newer guidance stands beside a rule and is never merged into it.', [...concepts, ...newer], [
    { code: 'topic', description: 'Section of the rules', type: 'string' }, { code: 'source', description: 'Where it comes from', type: 'string' }, { code: 'at', description: 'Place in the source', type: 'string' },
    { code: 'says', description: 'What the source says, in our words', type: 'string' }, { code: 'attributed-to', description: 'Who makes the recommendation', type: 'string' },
    { code: 'newer', description: 'Newer guidance that stands beside the rule', type: 'code' }, { code: 'tag', description: 'V1: read in the primary\'s abstract; V2: in a transcription or reprint', type: 'code' },
  ]);
}

function recommendations(): Artefact {
  return codeSystem('recommendations', 'Recommendations', 'What an assessment may recommend, consider, advise against or call contraindicated.',
    RECOMMENDATION_CODES.map((code) => ({ code, display: en.codes.recommendations[code], designation: translated(zh.codes.recommendations[code]) })));
}

function overrideReasons(): Artefact {
  const own = OVERRIDE_REASONS.filter((reason) => OVERRIDE_CODINGS[reason].system === OWN_OVERRIDE_SYSTEM);
  return codeSystem('override-reasons', 'Override reasons', 'Why a clinician may set a card aside, where HL7\'s non-adherence codes do not say it.',
    own.map((reason) => ({ code: OVERRIDE_CODINGS[reason].code, display: en.overrideReasons[reason], designation: translated(zh.overrideReasons[reason]) })));
}

const TOPIC_WORDS: Record<(typeof CARD_TOPICS)[number], string> = {
  summary: 'Summary', contradiction: 'Contradiction', missingData: 'Missing data', activeAcidSuppressant: 'Active acid suppressant', surveillanceOverdue: 'Surveillance overdue',
  orderCheck: 'Order check', problemWorkUp: 'Work-up of a new problem', appointmentWindow: 'Appointment and surveillance window', dischargeSurveillance: 'Surveillance at discharge',
};

const topics = (): Artefact => codeSystem('topics', 'Kinds of card', 'The code by which a client remembers a kind of card; the same for every patient.', CARD_TOPICS.map((code) => ({ code, display: TOPIC_WORDS[code] })));

const short = (text: string): string => (text.length <= 120 ? text : `${text.slice(0, text.lastIndexOf(' ', 117))} …`);
