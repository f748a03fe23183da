/** Which language an answer is in: what the caller asks for by name, then what its header prefers, then the configured default. */
import type { Language } from './wording';

/** A language tag as one of ours: any `zh*` is Chinese, any `en*` English, anything else none. */
function languageFor(tag: string): Language | null {
  const primary = tag.trim().toLowerCase().split(/[-_]/, 1)[0];
  return primary === 'zh' ? 'zh-CN' : primary === 'en' ? 'en' : null;
}

/**
 * @param acceptLanguage the `Accept-Language` header, with q-values; `*` stands for the default
 * @param lang the `lang` parameter, where the route has one: unknown is the default
 * @see RFC 9110 section 12.5.4
 */
export function languageOf(acceptLanguage: string | undefined, lang: string | undefined, byDefault: Language): Language {
  if (lang !== undefined && lang !== '') return languageFor(lang) ?? byDefault;
  if (acceptLanguage === undefined) return byDefault;
  let best: { language: Language; quality: number } | null = null;
  for (const item of acceptLanguage.slice(0, 1000).split(',')) {
    const [tag = '', ...parameters] = item.split(';');
    const quality = qualityOf(parameters);
    const language = tag.trim() === '*' ? byDefault : languageFor(tag);
    if (language === null || quality <= 0) continue;
    if (best === null || quality > best.quality) best = { language, quality };
  }
  return best?.language ?? byDefault;
}

function qualityOf(parameters: string[]): number {
  for (const parameter of parameters) {
    const [name = '', value = ''] = parameter.split('=');
    if (name.trim().toLowerCase() !== 'q') continue;
    const quality = Number(value.trim());
    return value.trim() !== '' && quality >= 0 && quality <= 1 ? quality : 0;
  }
  return 1;
}
