/** Assesses beside the page: the service's own reading, rules and words, in a thread that can hold up nothing and reach nothing. */
import { RULES } from '../../engine';
import { NO_SITE_CODES, type SiteCodes, siteCodesFrom } from '../../fhir-mapping';
import { type Assessment, assessBundle, type Language, OperationalError, wordsFor } from '../../hooks/browser';
import type { Answered, Asked, SiteKnowledge } from './conversation';

const scope = self as unknown as { onmessage: (event: MessageEvent<Asked>) => void; postMessage(message: Answered): void }; // sound: this file is only ever started as a worker

let known: { knowledge: string; siteCodes: SiteCodes } = { knowledge: '[]', siteCodes: NO_SITE_CODES };

/** What the site's maps mean, read again only when they are others. */
function siteCodesOf({ conceptMaps }: SiteKnowledge): SiteCodes {
  const knowledge = JSON.stringify(conceptMaps);
  if (knowledge !== known.knowledge) known = { knowledge, siteCodes: siteCodesFrom(conceptMaps) };
  return known.siteCodes;
}

/** Every id in the assessment that is a rule's, with where the rule stands; the numbers of single statements are for the rulebook. */
function sourcesOf(assessment: Assessment, language: Language): Record<string, string> {
  const named = new Set(JSON.stringify(assessment).match(/"[A-Z][A-Z0-9]-\d{1,2}"/g));
  const words = wordsFor(language);
  const placeOf = ({ source, at }: (typeof RULES)[number]['because']): string => { const place = at.replace(/,? R\d{3}\b/g, ''); return source === 'beyond' ? words.labelled(words.rulebook.beyond, place) : words.value(`${source} ${place}`); };
  return Object.fromEntries(RULES.filter(({ id }) => named.has(`"${id}"`)).map(({ id, because }) => [id, placeOf(because)]));
}

scope.onmessage = ({ data: { question, bundle, language, site } }) => {
  try {
    const assessment = assessBundle(bundle, { asOf: site.asOf, language }, { siteCodes: siteCodesOf(site), gastrinUpperLimit: site.gastrinUpperLimit });
    scope.postMessage({ question, assessed: { assessment, sources: sourcesOf(assessment, language) } });
  } catch (error) {
    // A refusal says in words what is wrong with the record; anything else is a defect, and its words are for nobody.
    scope.postMessage({ question, refused: error instanceof OperationalError ? error.message : null });
  }
};
