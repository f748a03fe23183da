/** The little of a browser's globals that functions evaluated in a page use; the whole DOM library would change the types of Node's own fetch. */
interface PageElement {
  readonly id: string; readonly textContent: string | null; readonly scrollWidth: number; readonly clientWidth: number; readonly classList: { contains(name: string): boolean };
  getAttribute(name: string): string | null; getBoundingClientRect(): { top: number; bottom: number; left: number; right: number; height: number }; contains(other: PageElement): boolean; querySelector(selector: string): PageElement | null;
}
declare const document: { readonly documentElement: PageElement; readonly activeElement: PageElement | null; querySelector(selector: string): PageElement | null; querySelectorAll(selector: string): ArrayLike<PageElement> & Iterable<PageElement>; getElementById(id: string): PageElement | null };
declare const innerHeight: number;
declare const location: { hash: string };
declare class Worker { constructor(script: string, options: { type: 'module' }); onerror: () => void; onmessage: (event: { data: { question: number; assessed?: { assessment: unknown }; refused?: string | null } }) => void; postMessage(message: unknown): void }
declare class File { constructor(parts: string[], name: string, options: { type: string }) }
declare class DataTransfer { readonly items: { add(file: File): void } }
declare const navigator: { clipboard: { readText(): Promise<string> } };
