/** Which browser origins may read answers, and what their preflights are told. */
import { type Answer, vary } from './answer';

export interface OriginList { anyOrigin: boolean; origins: ReadonlySet<string> }

/** Without a clients file development lets every origin in; otherwise the union of what the clients list. */
export function originList(config: { production: boolean; clientsFileGiven: boolean; clients: readonly { corsOrigins: readonly string[] }[] }): OriginList {
  const origins = new Set(config.clients.flatMap((client) => client.corsOrigins));
  return { anyOrigin: !config.production && (!config.clientsFileGiven || origins.size === 0 || origins.has('*')), origins };
}

/** The CORS headers of one answer; an unlisted origin gets none. */
export function allowOrigin(answer: Answer, origin: string | undefined, list: OriginList, preflight: boolean): void {
  if (list.anyOrigin) {
    answer.headers['Access-Control-Allow-Origin'] = '*';
  } else {
    vary(answer, 'Origin');
    if (origin === undefined || !list.origins.has(origin)) return;
    answer.headers['Access-Control-Allow-Origin'] = origin;
  }
  if (!preflight) return;
  answer.headers['Access-Control-Allow-Methods'] = 'GET, POST';
  answer.headers['Access-Control-Allow-Headers'] = 'Authorization, Content-Type';
  answer.headers['Access-Control-Max-Age'] = '600';
}
