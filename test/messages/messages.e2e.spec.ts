import request from 'supertest';
import { until } from '../support/say.js';
import { startServices, type RunningServices } from '../support/services.js';
import { Provider } from './provider.js';

jest.setTimeout(60_000);

const farm = 'peternakan-sanankulon';
let services: RunningServices;
let provider: Provider;

beforeAll(async () => {
  provider = await Provider.start();
  services = await startServices({ ...provider.settings, READ_ACCESS: 'public' });
}, 120_000);

afterAll(async () => {
  await services?.stop();
  await provider?.stop();
}, 60_000);

interface Lot {
  location: string;
  source: string;
  quantity: number;
  planVersion: string;
}

async function stock(): Promise<Lot | undefined> {
  const { body } = await request(services.url).get('/v1/stock?hub=btc&commodity=egg.chicken');
  return (body as { items: (Lot & { onHand: number })[] }).items
    .map((item) => ({ ...item, quantity: item.onHand }))
    .find(({ location }) => location === 'kandang-sanankulon');
}

it('a message is stock, stock is in the plan, and BATAL takes it out again', async () => {
  const added = await request(services.url)
    .post('/v1/messages/senders')
    .set('authorization', `Bearer ${services.keys[farm]}`)
    .send({
      ...{ channel: 'whatsapp', address: '+6281234567890', consentAt: '2026-11-01T00:00:00Z' },
      places: [{ place: 'kandang-sanankulon' }],
    });
  expect([added.status, added.body]).toEqual([201, expect.anything()]);

  expect(await provider.says(services.url, 'stok endog wolung puluh peti')).toContain('80 peti (1.200 kg)');
  const counted = await until(async () => {
    const lot = await stock();
    return lot?.quantity === 1_200_000 ? lot : undefined;
  });
  expect(counted.source).toBe(farm);
  const plan = await request(services.url).get(`/v1/plans/${counted.planVersion}`);
  expect(plan.status).toBe(200);

  expect(await provider.says(services.url, 'jual 10 peti, pecah 30 butir')).toContain(
    '- Terjual/keluar telur ayam 10 peti',
  );
  const sold = await until(async () => {
    const lot = await stock();
    return lot?.quantity === 1_200_000 - 150_000 - 1_800 ? lot : undefined;
  });
  // What was said is in another plan than before.
  const numberOf = ({ planVersion }: Lot): number => Number(planVersion.split(':').at(-1));
  expect(numberOf(sold)).toBeGreaterThan(numberOf(counted));
  expect(await provider.says(services.url, 'batal')).toMatch(/^Dibatalkan:/);
  await until(async () => (await stock())?.quantity === 1_200_000);
  expect(await provider.says(services.url, 'ralat 90 peti')).toContain('Lama: Stok telur ayam 80 peti');
  await provider.says(services.url, 'ya');
  await until(async () => (await stock())?.quantity === 1_350_000);
});
