/** Which drugs a medication is: by ingredient, product, ATC or substance code, else by the names in its text. */
import { DRUGS, type Drug } from '../../engine';
import type { AnyResource } from '../mapped-picture';
import { asObject, codingsOf, type Element, objectAt, objectsAt, stringAt, wordsOf } from '../records/elements';
import { type Meaning, meaningsOf } from '../terminology';
import { drugsNamedIn, namesOtherDrug, saysOncology, saysPsma, saysTransplant } from './drug-text';

const CODED = Object.fromEntries(DRUGS.map((drug) => [drug, `drug-${drug}`])) as Record<Drug, Meaning>; // sound: every drug has its value set

/** `contradicted`: the drug of the code, where the words beside it name another and so nothing is read. */
export interface RecognisedMedication { drugs: Drug[]; name: string; textMatch: boolean; contradicted: Drug | null }

/** Codes of one drug under another's name are used for nothing. @see terminology.md 3a */
export function drugsOfConcept(concept: unknown, moreText: readonly string[] = []): RecognisedMedication {
  const words = wordsOf(concept);
  const name = words[0] ?? codingsOf(concept).map((coding) => stringAt(coding, 'code')).find((code) => code !== null) ?? '';
  const ids = meaningsOf(concept);
  const text = [...words, ...moreText].join(' | ').slice(0, 500);
  const coded = DRUGS.filter((drug) => ids.has(CODED[drug]));
  const worded = words.flatMap((word) => drugsNamedIn(word));
  if (coded[0] !== undefined && !worded.some((drug) => coded.includes(drug)) && (worded.length > 0 || namesOtherDrug(text))) return { drugs: [], name, textMatch: false, contradicted: coded[0] };
  const drugs = new Set<Drug>(coded);
  if (ids.has('trap-everolimus-transplant')) {
    drugs.delete('everolimus');
    if (saysOncology(text)) drugs.add('everolimus');
  } else if (drugs.has('everolimus') && !ids.has('trap-everolimus-transplant') && saysTransplant(text) && !saysOncology(text)) drugs.delete('everolimus');
  if (drugs.has('prrt') && saysPsma(text)) drugs.delete('prrt');
  const trapped = [...ids].some((id) => id.startsWith('trap-'));
  if (coded.length > 0 || trapped) return { drugs: [...drugs].sort(), name, textMatch: false, contradicted: null };
  const named = new Set(worded);
  if (named.has('prrt') && saysPsma(text)) named.delete('prrt');
  if (named.has('everolimus') && saysTransplant(text) && !saysOncology(text)) named.delete('everolimus');
  return { drugs: [...named].sort(), name, textMatch: named.size > 0, contradicted: null };
}

/** The concept of a request, statement or administration: its own, or that of the Medication it refers to (contained, in the bundle, or only displayed). */
export function medicationOf(resource: AnyResource, find: (reference: unknown, holder: AnyResource) => AnyResource | null): RecognisedMedication {
  const moreText = [...objectsAt(resource, 'reasonCode').flatMap(wordsOf), ...objectsAt(resource, 'dosageInstruction').flatMap((dosage) => stringAt(dosage, 'text') ?? [])];
  const wrapped = objectAt(resource, 'medication');
  const concept = objectAt(resource, 'medicationCodeableConcept') ?? objectAt(wrapped, 'concept') ?? (wrapped !== null && ('coding' in wrapped || 'text' in wrapped) ? wrapped : null);
  if (concept !== null) return drugsOfConcept(concept, moreText);
  const reference = objectAt(resource, 'medicationReference') ?? objectAt(wrapped, 'reference') ?? wrapped;
  const medication = reference === null ? null : find(reference, resource);
  if (medication !== null && medication.resourceType === 'Medication') return drugsOfMedication(medication, moreText);
  const display = stringAt(reference, 'display');
  return display === null ? { drugs: [], name: '', textMatch: false, contradicted: null } : drugsOfConcept({ text: display }, moreText);
}

function drugsOfMedication(medication: Element, moreText: readonly string[]): RecognisedMedication {
  const own = drugsOfConcept(medication['code'], moreText);
  if (own.drugs.length > 0 || own.contradicted !== null) return own;
  const ingredients = objectsAt(medication, 'ingredient').map((ingredient) => drugsOfConcept(objectAt(ingredient, 'itemCodeableConcept') ?? asObject(ingredient['item']), moreText));
  const drugs = new Set(ingredients.flatMap((ingredient) => ingredient.drugs));
  const name = own.name === '' ? ingredients.map((ingredient) => ingredient.name).filter((n) => n !== '').join(', ') : own.name;
  return { drugs: [...drugs].sort(), name, textMatch: ingredients.some((ingredient) => ingredient.textMatch), contradicted: ingredients.find((ingredient) => ingredient.contradicted !== null)?.contradicted ?? null };
}
