/** What an answer must look like, judged by the definitions that the service publishes. */
import { z } from 'zod';
import { assessmentSchema, responseSchema } from '../../src/hooks';

const outcome = z.looseObject({ resourceType: z.literal('OperationOutcome'), issue: z.array(z.looseObject({ severity: z.enum(['error', 'fatal']), code: z.string().min(1), diagnostics: z.string().min(1) })).min(1) });
const MOST_BYTES = 64 * 1024;

/** Why this answer may not be, or null. */
export function faultOf(path: string, status: number, text: string): string | null {
  const allowed = path === '/assess' ? [200, 400, 413, 422] : [200, 400, 412, 413];
  if (!allowed.includes(status)) return `status ${status}`;
  let body: unknown;
  try { body = JSON.parse(text); } catch { return `status ${status} without JSON`; }
  const schema = status !== 200 ? outcome : path === '/assess' ? assessmentSchema : path.endsWith('/feedback') ? z.strictObject({}) : responseSchema;
  const read = schema.safeParse(body);
  if (!read.success) return `status ${status}: ${read.error.issues.slice(0, 3).map((issue) => `${issue.path.join('.')}: ${issue.message}`).join('; ')}`;
  if (path !== '/assess' && Buffer.byteLength(text) > MOST_BYTES) return 'more than 64 KiB';
  return null;
}
