import {
  broken,
  buyer,
  counted,
  database,
  farm,
  find,
  get,
  hub,
  post,
  rejected,
  type Item,
} from './support.js';

/** What a list of rejected events can be asked for, and what its doors refuse. */
export function searching(): void {
  it('filters by what is known of it and finds text in what it said', async () => {
    const event = broken();
    const item = await rejected(event);
    const { eventId } = item;
    const later = new Date(Date.parse(item.receivedAt) + 1).toISOString();
    const found = async (query: Record<string, string>, party = farm) =>
      (await find(query, party)).map(({ rejectedId }) => rejectedId);
    const lot = String(event.data['lot']);
    for (const query of [
      { eventId, party: farm },
      { eventId, code: 'COMMODITY_UNKNOWN' },
      { eventId, type: item.type },
      { eventId, from: item.receivedAt, to: later },
      { q: lot.toUpperCase() },
      { q: eventId.slice(8) },
    ] as Record<string, string>[])
      expect([query, await found(query)]).toEqual([query, [item.rejectedId]]);
    for (const query of [
      { eventId, code: 'BROKEN_JSON' },
      { eventId, type: 'lumbung.stock.moved.v1' },
      { eventId, from: later },
      { eventId, to: item.receivedAt },
      { q: `${lot}x` },
    ] as Record<string, string>[])
      expect([query, await found(query)]).toEqual([query, []]);
    expect(await found({ q: lot }, hub)).toEqual([item.rejectedId]);
    expect(await found({ q: lot }, buyer)).toEqual([]);
  });

  it('goes through more than one page can look at', async () => {
    await database.query(
      `INSERT INTO intake.rejected (rejected_id, party, event_id, code, text, topic, partition, "offset", payload, received_at)
       SELECT gen_random_uuid(), $1, 'many-' || n, 'BAD_DATA', '{"id":"","en":""}', 'inbound.x', 0, n,
              CASE WHEN n = 1 THEN 'the needle' ELSE 'hay' END, now()
       FROM generate_series(1, 5200) n`,
      [farm],
    );
    const first = (await get(farm, '/v1/rejected?q=needle')).body as { items: Item[]; next: string };
    expect([first.items, first.next]).toEqual([[], expect.any(String)]);
    const second = (await get(farm, `/v1/rejected?q=needle&cursor=${first.next}`)).body as typeof first;
    expect([second.items.map(({ payload }) => payload), second.next]).toEqual([['the needle'], null]);
  });

  it('refuses filters that mean nothing', async () => {
    const long = `q=${'x'.repeat(129)}`;
    const wrong = [
      'q=ab',
      long,
      'q=abc%00',
      'state=lost',
      'from=kemarin',
      'from=2026-02-31T00:00:00Z',
      'x=1',
    ];
    for (const query of [...wrong, 'q=abc&cursor=x']) {
      const answer = await get(farm, `/v1/rejected?${query}`);
      const code = query.includes('cursor') ? 'BAD_CURSOR' : 'BAD_QUERY';
      expect([query, answer.status, (answer.body as Item).code]).toEqual([query, 400, code]);
    }
  });

  it('is in the OpenAPI document, and every reference there leads somewhere', async () => {
    const document = (await get(farm, '/openapi.json')).body as { paths: object };
    expect(Object.keys(document.paths)).toEqual(
      expect.arrayContaining(['', '/resend', '/dismiss'].map((end) => `/v1/rejected/{rejectedId}${end}`)),
    );
    const references = [...JSON.stringify(document).matchAll(/"\$ref":"#\/components\/schemas\/([^"]+)"/g)];
    const { schemas } = (document as unknown as { components: { schemas: object } }).components;
    const lost = references.map(([, name]) => name!).filter((name) => !Object.hasOwn(schemas, name));
    expect([references.length > 50, lost]).toEqual([true, []]);
  });

  it('answers limits of the doors', async () => {
    const item = await rejected();
    const path = `/v1/rejected/${item.rejectedId}/resend`;
    const answers = [
      await post(farm, path, { event: {}, other: 1 }),
      await post(farm, path, { event: null }),
      await post(farm, path, { event: counted({ grade: 'x'.repeat(70_000) }) }),
      await post(farm, path, { event: counted({ grade: 'x'.repeat(1_100_000) }) }),
      await post(farm, '/v1/rejected/none/resend'),
    ].map(({ status, body }) => [status, (body as Item).code]);
    expect(answers).toEqual([
      [400, 'BAD_BODY'],
      [400, 'NOT_AN_OBJECT'],
      [413, 'TOO_LARGE'],
      [413, 'BODY_TOO_LARGE'],
      [404, 'NOT_FOUND'],
    ]);
  });
}
