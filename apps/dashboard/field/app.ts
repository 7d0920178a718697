import { join, look, newSecret, post, readHome, Refused } from './api.js';
import type { Home, Language, Used } from './home.js';
import { Queue, type Entry, type Text } from './queue.js';
import { newReportId, type Said } from './report.js';
import { browserShelf, readJoining, readKept, writeJoining, writeKept, type Kept } from './shelf.js';
import { filled, noAnswers, type Answers } from './steps.js';
import { textOf, type TextKey } from './texts.js';

export type Screen =
  | { name: 'loading' }
  | { name: 'welcome'; isBusy: boolean; complaint: Text | null }
  | { name: 'nobody' }
  | { name: 'asking' }
  | { name: 'mend'; entry: Entry };

const languageKey = 'lumbung-entry-language';
const tokenKey = 'lumbung-entry-token';

/** The entry as a whole: who this phone is, what is being answered, and what waits. Screens only draw it. */
export class App {
  screen: Screen = { name: 'loading' };
  answers: Answers = noAnswers;
  language: Language = localStorage.getItem(languageKey) === 'en' ? 'en' : 'id';
  notice: TextKey | null = null;
  kept: Kept | undefined;
  isOnline = navigator.onLine;
  /** Of the report that is about to be confirmed. */
  private reportId: string | null = null;
  private steps = 0;
  readonly queue: Queue;

  constructor(private readonly draw: (isNewScreen: boolean) => void) {
    this.queue = new Queue(
      {
        shelf: browserShelf,
        post: (event) => post(this.kept!.secret, event),
        look: (event) => look(this.kept!.secret, event),
        now: () => Date.now() + (this.kept?.clockOffset ?? 0),
        // Over plain http browsers have no locks; the ids keep a second sending without effect.
        alone: async (work) => {
          if ('locks' in navigator) await navigator.locks.request('lumbung.entry', work);
          else await work();
        },
      },
      () => this.draw(false),
    );
  }

  t = (key: TextKey, values?: Record<string, string | number>): string => textOf(this.language, key, values);

  say = (text: Text | null | undefined): string => text?.[this.language] ?? '';

  get home(): Home {
    return this.kept!.home;
  }

  /** What this phone reported last, newest first. */
  get used(): Used[] {
    return [...this.queue.getState().entries].reverse().flatMap(({ said }) => (said ? [said] : []));
  }

  async start(): Promise<void> {
    const fragment = location.hash.slice(1);
    if (/^[A-Za-z0-9_-]{43}$/.test(fragment)) {
      sessionStorage.setItem(tokenKey, fragment);
      // A link that stays in the bar is a link that is passed on by mistake.
      history.replaceState(null, '', location.pathname);
    }
    this.kept = await readKept();
    await this.queue.load();
    if (sessionStorage.getItem(tokenKey) !== null)
      return this.show({ name: 'welcome', isBusy: false, complaint: null });
    if (!this.kept) return this.show({ name: 'nobody' });
    this.begin();
    await this.refresh();
  }

  /** Registers this phone; the answer may be lost on the way and asked for again. */
  async join(): Promise<void> {
    const token = sessionStorage.getItem(tokenKey)!;
    this.show({ name: 'welcome', isBusy: true, complaint: null });
    const before = await readJoining();
    const secret = before?.token === token ? before.secret : newSecret();
    await writeJoining({ token, secret });
    try {
      await join(token, secret);
      await this.learn(secret);
    } catch (error) {
      const { status, problem } = error as Refused;
      const none = { id: textOf('id', 'needsNetwork'), en: textOf('en', 'needsNetwork') };
      if (problem.code === 'FIELD_LINK_INVALID' && this.kept) return this.leaveWelcome();
      return this.show({
        name: 'welcome',
        isBusy: false,
        complaint: status === 0 ? none : (problem.text ?? none),
      });
    }
    await this.leaveWelcome();
  }

  private async leaveWelcome(): Promise<void> {
    sessionStorage.removeItem(tokenKey);
    const lost = { id: textOf('id', 'lost'), en: textOf('en', 'lost') };
    await this.queue.belongTo(this.home.deviceId, lost);
    this.begin();
    await this.flush();
  }

  private async learn(secret: string): Promise<void> {
    const askedMs = Date.now();
    const home = await readHome(secret);
    const answeredMs = Date.now();
    const clockOffset = Math.round(Date.parse(home.time) - (askedMs + answeredMs) / 2);
    this.kept = { secret, home, clockOffset };
    await writeKept(this.kept);
  }

  /** Asks what this phone may report now, then sends what waits. */
  async refresh(): Promise<void> {
    if (!this.kept) return;
    await this.learn(this.kept.secret).catch(() => undefined);
    this.draw(false);
    await this.flush();
  }

  async flush(): Promise<void> {
    this.isOnline = navigator.onLine;
    if (this.kept && sessionStorage.getItem(tokenKey) === null) await this.queue.flush();
  }

  begin(): void {
    this.steps = 0;
    this.reportId = null;
    this.answers = filled(this.home, noAnswers, this.used);
    this.show({ name: 'asking' });
  }

  /** For whom an officer reports stays until it is changed. */
  again(notice: TextKey | null): void {
    const { producer } = this.answers;
    this.notice = notice;
    this.begin();
    if (producer) this.answers = { ...noAnswers, producer };
    this.show({ name: 'asking' });
  }

  answer(part: Partial<Answers>): void {
    this.notice = null;
    this.steps += 1;
    history.pushState({ answers: this.steps }, '');
    this.past.push(this.answers);
    this.answers = filled(this.home, { ...this.answers, ...part }, this.used);
    this.reportId = null;
    this.show({ name: 'asking' });
  }

  private readonly past: Answers[] = [];

  back = (): void => {
    if (this.past.length > 0) history.back();
    else this.begin();
  };

  /** The button of the phone goes one question back. */
  wentBack(): void {
    const before = this.past.pop();
    if (!before) return this.kept ? this.begin() : undefined;
    this.reportId = null;
    this.answers = before;
    this.show({ name: 'asking' });
  }

  typed(typed: string): void {
    this.answers = { ...this.answers, typed };
    this.draw(false);
  }

  choose(unit: string): void {
    this.answers = { ...this.answers, unit };
    this.draw(false);
  }

  async confirm(said: Said): Promise<void> {
    this.reportId ??= newReportId(this.home.deviceId);
    this.past.length = 0;
    await this.queue.say(this.reportId, said);
    this.again('kept');
    await this.flush();
    const last = this.queue.getState().entries.at(-1);
    if (last && last.state !== 'waiting' && last.state !== 'refused') this.notice = 'sentNow';
    this.draw(false);
    this.watch();
  }

  mend(entry: Entry): void {
    this.show({ name: 'mend', entry });
  }

  /** Takes a report back; with `isChanged` its amount is asked again. */
  async takeBack(entry: Entry, isChanged: boolean): Promise<void> {
    await this.queue.takeBack(entry, this.home.deviceId);
    const { said } = entry;
    this.again(null);
    if (isChanged && said) this.askAgain(said);
    await this.flush();
  }

  private askAgain(said: Said): void {
    const producer = this.home.producers.find(({ party }) => party === said.party);
    const place = producer?.places.find(({ code }) => code === said.place);
    const commodity = this.home.commodities.find(({ code }) => code === said.commodity);
    if (producer && place && commodity)
      this.answer({ producer, place, commodity, kind: said.kind, unit: said.unit, typed: '' });
  }

  switchLanguage(): void {
    this.language = this.language === 'id' ? 'en' : 'id';
    localStorage.setItem(languageKey, this.language);
    document.documentElement.lang = this.language;
    this.draw(false);
  }

  /** What was sent is decided within moments: it is looked at a few times, then now and then. */
  private watch(): void {
    for (const later of [1_000, 3_000, 7_000]) setTimeout(() => void this.flush(), later);
  }

  private show(screen: Screen): void {
    this.screen = screen;
    this.draw(true);
  }
}
