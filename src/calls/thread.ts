/** A thread for large bodies: sets itself up once, then does the very work that the service's own thread does on smaller ones. */
import { workerData } from 'piscina';
import { NO_SITE_CODES, siteCodesFrom } from '../fhir-mapping';
import { answerHook, assessBundle } from '../hooks';
import { inParts, readerThrough, type Reply, type Setup, type Unit } from './crossing';
import { workOf } from './work';

const { limits, publicBaseUrl, smartLaunchUrl, gastrinUpperLimit, conceptMaps } = workerData as Setup; // sound: `largeBodies` is the only one to start this file
const siteCodes = conceptMaps.length === 0 ? NO_SITE_CODES : siteCodesFrom(conceptMaps as Parameters<typeof siteCodesFrom>[0]); // sound: siteCodesFrom treats every map as uncertain
const NEVER = new AbortController().signal;

export default async ({ bytes, task, reads }: Unit): Promise<Reply> => {
  let replaced = 0;
  const work = workOf({
    limits,
    answerHook: (id, body, call) => answerHook(id, body, call, {
      config: { publicBaseUrl, smartLaunchUrl, gastrinUpperLimit }, siteCodes, onCardFailure: () => { replaced += 1; },
      readerFor: (request) => readerThrough(reads, request),
    }),
    assess: (bundle, options) => assessBundle(bundle, options, { siteCodes, gastrinUpperLimit }),
  });
  try {
    // Hanging up ends the reading, which is done on the other side; what is being computed is computed.
    return { done: await work(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength), task, { client: null, signal: NEVER }), replaced };
  } catch (error) {
    const refused = inParts(error);
    if (refused === null) throw error;
    return { refused };
  } finally {
    reads.close();
  }
};
