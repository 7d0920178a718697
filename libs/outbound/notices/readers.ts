import type { Alert, NoticeWishes, Registry } from '#domain';
import { usualWishes } from '#domain';
import type { Sql } from '#database';

/** Somebody who may be told something. */
export interface NoticeReader {
  person: string;
  party: string;
  wishes: NoticeWishes;
  /** Has an address that they have confirmed. */
  hasMail: boolean;
}

/** People who can log in, with what they want; nobody else is ever told anything. */
export async function noticeReaders(sql: Sql): Promise<NoticeReader[]> {
  const rows = await sql.query<{ id: string; party: string; wishes: object | null; has_mail: boolean }>(
    `SELECT p.id, p.party, w.wishes, w.verified_at IS NOT NULL AS has_mail
     FROM people.person p LEFT JOIN notices.wish w ON w.person = p.id
     WHERE p.status = 'active' ORDER BY p.id`,
  );
  return rows.map(({ id, party, wishes, has_mail }) => ({
    person: id,
    party,
    wishes: { ...usualWishes, ...wishes },
    hasMail: has_mail,
  }));
}

type Said = Pick<Alert, 'hub' | 'subject'>;

/** Which alerts the people of a party may know: all of their hub, or what is about a region or a place of theirs. */
export function alertSight(party: string, registry: Registry): (alert: Said) => boolean {
  const its = registry.parties.find(({ code }) => code === party);
  if (!its || its.status === 'planned') return () => false;
  const regions = new Set(its.regions);
  const isOfficial = its.kind === 'department' || its.kind === 'hub';
  const hubs = new Set(
    registry.hubs
      .filter(
        ({ code, producingRegions }) =>
          isOfficial && (code === party || producingRegions.some((r) => regions.has(r))),
      )
      .map(({ code }) => code),
  );
  const places = new Set(registry.places.filter((place) => place.party === party).map(({ code }) => code));
  return ({ hub, subject }) => hubs.has(hub) || regions.has(subject) || places.has(subject);
}

/** The time zone that a hub lives in; the first hub's where there is no such hub. */
export function timezoneOf(hub: string, { hubs }: Registry): string {
  return (hubs.find(({ code }) => code === hub) ?? hubs[0])?.timezone ?? 'Asia/Jakarta';
}
