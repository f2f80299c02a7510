/** A browser as far as tests drive it: one page, what a person does to it, and what an expression gives there. */
export interface Engine {
  readonly name: EngineName;
  /** As the browser tells it itself. */
  readonly version: string;
  goto(url: string): Promise<void>;
  reload(): Promise<void>;
  /** @param expression In the page; a promise is waited for. What it gives goes through JSON. */
  evaluate<T>(expression: string): Promise<T>;
  /** A real click, by the browser's own input, in the middle of the element. */
  click(selector: string): Promise<void>;
  /** Chooses files of the disk in a file input. */
  setFiles(selector: string, paths: readonly string[]): Promise<void>;
  /** Drops files and folders of the disk on the page. No protocol but Chromium's can. */
  drop?(paths: readonly string[]): Promise<void>;
  /** Presses keys one after another where the focus is. */
  press(...keys: readonly Key[]): Promise<void>;
  /** What `action` makes the browser download. */
  download(action: () => Promise<void>): Promise<Download>;
  /** Frames and further windows, where WebDriver drives; in Chromium Playwright does, by its own means. */
  readonly windows?: Windows;
  /** A PNG of what is seen. */
  screenshot(): Promise<Buffer>;
  close(): Promise<void>;
}

/** Which document the other commands go to. */
export interface Windows {
  /** Into a frame. @param expression In the page: gives the frame's element. */
  enter(expression: string): Promise<void>;
  handles(): Promise<readonly string[]>;
  /** To the outermost page of a window. */
  go(handle: string): Promise<void>;
}

export type EngineName = 'Chromium' | 'Firefox' | 'WebKit';

export interface Download {
  readonly name: string;
  readonly bytes: Buffer;
}

export interface EngineOptions {
  /** A window of the private kind. MiniBrowser's is always one when it is driven; where a profile is given, it is not used. */
  readonly isPrivate?: boolean;
  /** What the person has the browser refuse to sites. WebKitGTK has no such setting that can be reached. */
  readonly refusesStorage?: 'third-party' | 'all';
  /** False for WebKitGTK as it comes: it isolates pages, and has no SharedArrayBuffer. */
  readonly sharesMemory?: boolean;
  /** A folder that stays when the browser ends: started with it again, another process finds what the first kept. */
  readonly profile?: string;
  /** `host:port` of a proxy for all that is not on this machine. */
  readonly proxy?: string;
}

/** Names as in `KeyboardEvent.key`, and as WebDriver writes them. */
export const keys = {
  Tab: '\uE004',
  Enter: '\uE007',
  Escape: '\uE00C',
  End: '\uE010',
  Home: '\uE011',
  ArrowUp: '\uE013',
  ArrowDown: '\uE015',
} as const;
export type Key = keyof typeof keys;

/** WebDriver's actions for keys pressed one after another. */
export function keyActions(pressed: readonly Key[]): object[] {
  const actions = pressed.flatMap((key) => [
    { type: 'keyDown', value: keys[key] },
    { type: 'keyUp', value: keys[key] },
  ]);
  return [{ type: 'key', id: 'keyboard', actions }];
}

/** What WebDriver calls an element. */
export const elementKey = 'element-6066-11e4-a52e-4f735466cecf';

/** A script's body for WebDriver's asynchronous execution, which tells errors as text. */
export function scriptOf(expression: string): string {
  return `const done = arguments[arguments.length - 1];
(async () => ({ value: (await (${expression})) ?? null }))()
  .catch((error) => ({ error: String(error && error.stack ? error.name + ': ' + error.message : error) }))
  .then((told) => done(JSON.stringify(told)));`;
}

/** @throws Error what the page threw. */
export function valueOf<T>(told: string): T {
  const { value, error } = JSON.parse(told) as { value: T; error?: string };
  if (error !== undefined) throw new Error(error);
  return value;
}

/** Tries until it works, or `tries` have failed. */
export async function patiently<T>(attempt: () => Promise<T>, tries = 100, everyMs = 200): Promise<T> {
  for (let left = tries; ; left--) {
    try {
      return await attempt();
    } catch (error) {
      if (left <= 1) throw error;
      await new Promise((go) => setTimeout(go, everyMs));
    }
  }
}
