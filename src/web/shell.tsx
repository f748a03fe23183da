/** The frame of every page: title, language, theme, the banner, and the way past them for a keyboard. */
import { type KeyboardEvent, type ReactNode, useCallback, useEffect, useState } from 'react';
import { firstLanguage, type Language, languageIsChosen, pageWords, type PageWords, rememberLanguage, store, stored } from './words';

/** `suggest` changes the language for a reader who has chosen none. */
export interface Reader { language: Language; t: PageWords; suggest: (language: Language) => void }

const THEME = 'gnen-cds.theme';

export function Shell({ title, banner = (t) => t.banner, links, children }: { title: (t: PageWords) => string; banner?: (t: PageWords) => string; links: (t: PageWords) => { label: string; href: string }[]; children: (reader: Reader) => ReactNode }): ReactNode {
  const [language, setLanguage] = useState<Language>(firstLanguage);
  const [theme, setTheme] = useState(() => stored(THEME) ?? 'system');
  const t = pageWords(language);
  const suggest = useCallback((wanted: Language) => { if (!languageIsChosen()) setLanguage(wanted); }, []);
  useEffect(() => {
    document.documentElement.lang = language;
    document.title = `${title(t)} · gnen-cds`;
  }, [language, t, title]);
  useEffect(() => {
    if (theme === 'system') delete document.documentElement.dataset['theme'];
    else document.documentElement.dataset['theme'] = theme;
    store(THEME, theme);
  }, [theme]);
  return (
    <>
      <a className="skip" href="#content">{t.skip}</a>
      <header className="bar">
        <h1>{title(t)}</h1>
        <span className="grow" />
        <nav aria-label="gnen-cds">
          {links(t).map((link) => <a key={link.href} href={link.href}>{link.label}</a>)}
          <label className="row"><span className="visually-hidden">{t.language}</span>
            <select value={language} onChange={(event) => { const chosen = event.target.value === 'zh-CN' ? 'zh-CN' : 'en'; rememberLanguage(chosen); setLanguage(chosen); }}>
              <option value="en" lang="en">English</option><option value="zh-CN" lang="zh-CN">简体中文</option>
            </select>
          </label>
          <label className="row"><span className="visually-hidden">{t.theme}</span>
            <select value={theme} onChange={(event) => setTheme(event.target.value)}>
              <option value="system">{t.system}</option><option value="light">{t.light}</option><option value="dark">{t.dark}</option>
            </select>
          </label>
        </nav>
      </header>
      <aside className="banner" aria-label={t.bannerName}>{banner(t)}</aside>
      <main id="content" tabIndex={-1}>{children({ language, t, suggest })}</main>
    </>
  );
}

export interface Tab { id: string; label: string; content: ReactNode }

/** Tabs as the ARIA practices want them: arrows, Home and End move. A panel is made when it is first looked at and then keeps its state. */
export function Tabs({ label, tabs, chosen, onChoose }: { label: string; tabs: Tab[]; chosen: string; onChoose: (id: string) => void }): ReactNode {
  const [seen, setSeen] = useState<readonly string[]>([chosen]);
  if (!seen.includes(chosen)) setSeen([...seen, chosen]);
  const move = (event: KeyboardEvent, index: number): void => {
    const to = { ArrowRight: index + 1, ArrowLeft: index - 1, Home: 0, End: tabs.length - 1 }[event.key];
    const next = to === undefined ? undefined : tabs[(to + tabs.length) % tabs.length];
    if (next === undefined) return;
    event.preventDefault();
    onChoose(next.id);
    document.getElementById(`tab-${next.id}`)?.focus();
  };
  return (
    <>
      <div className="tabs no-print" role="tablist" aria-label={label}>
        {tabs.map((tab, index) => <button key={tab.id} type="button" role="tab" id={`tab-${tab.id}`} aria-selected={tab.id === chosen} aria-controls={`panel-${tab.id}`} tabIndex={tab.id === chosen ? 0 : -1} onClick={() => onChoose(tab.id)} onKeyDown={(event) => move(event, index)}>{tab.label}</button>)}
      </div>
      {tabs.map((tab) => <div key={tab.id} role="tabpanel" id={`panel-${tab.id}`} aria-labelledby={`tab-${tab.id}`} hidden={tab.id !== chosen}>{seen.includes(tab.id) ? tab.content : null}</div>)}
    </>
  );
}

/** A value as formatted JSON, reachable and scrollable by keyboard. */
export function Json({ value, label }: { value: unknown; label: string }): ReactNode {
  // A scrolling region must be reachable by keyboard, and a region needs a name.
  return <pre tabIndex={0} role="region" aria-label={label}>{JSON.stringify(value, null, 2)}</pre>;
}
