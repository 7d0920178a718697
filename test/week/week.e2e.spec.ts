import { Week } from './week.js';

/** Shipments of the long form; without them the week is a short one. */
const wanted = Number(process.env['WEEK_SHIPMENTS'] ?? 0);
const shortShipments = 80;
const shortSeed = 20251123;
const given = Number(process.env['WEEK_SEED']);
const seed =
  Number.isSafeInteger(given) && given > 0
    ? given
    : wanted > 0
      ? Math.floor(Math.random() * 2 ** 31) + 1
      : shortSeed;
const say = (text: string): void => void process.stderr.write(`${text}\n`);
const repeat = `WEEK_SEED=${seed} WEEK_SHIPMENTS=${wanted || shortShipments} npm run test:week`;
let week: Week | undefined;

afterAll(async () => {
  await week?.end();
}, 90_000);

it(
  'a week of twelve carriers: every unit is somewhere, and every subscriber saw each event once',
  async () => {
    say(`week: repeat it with ${repeat}`);
    try {
      week = await Week.begin({
        ...{ seed, say, shipments: wanted || shortShipments },
        ...(wanted > 0 ? { offerSeconds: 15, failures: 2 } : { offerSeconds: 5, failures: 1 }),
      });
      await week.pass();
      const { wrong, ...figures } = await week.judge();
      say(`week: ${JSON.stringify(figures)}`);
      const found = Object.fromEntries(Object.entries(wrong).filter(([, list]) => list.length > 0));
      expect({ repeat, ...found }).toEqual({ repeat });
      expect(figures.shipments).toBeGreaterThanOrEqual(wanted || shortShipments);
      const { deeds, hook } = figures;
      for (const deed of [
        'declined',
        'unanswered',
        'breakdowns',
        'transfers',
        'returns',
        'variances',
        'dispositions',
      ] as const)
        expect([deed, deeds[deed]]).not.toEqual([deed, 0]);
      expect(figures.expired).toBeGreaterThan(0);
      expect(hook.failures / hook.attempts).toBeGreaterThan(0.2);
    } catch (error) {
      say(`week: ${week?.lastWords() ?? ''}\nweek: repeat it with ${repeat}`);
      throw error;
    }
  },
  wanted > 0 ? 3_600_000 : 240_000,
);
