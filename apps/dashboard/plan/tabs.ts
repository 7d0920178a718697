import { linkTo } from '../shell/route.js';

export const planTabs = ['board', 'timeline', 'flow', 'overrides', 'whatIf'] as const;
export type PlanTab = (typeof planTabs)[number];

const parts: Record<PlanTab, string> = {
  board: '',
  timeline: 'jalur',
  flow: 'aliran',
  overrides: 'pengaturan',
  whatIf: 'andaikan',
};

export function tabOf(part: string | undefined): PlanTab {
  return planTabs.find((tab) => parts[tab] === part) ?? 'board';
}

/** The address of a part of the plan, with what is chosen in it. */
export function planAddress(tab: PlanTab, filters: Record<string, string> = {}): string {
  const address = parts[tab] === '' ? linkTo('plan') : linkTo('plan', parts[tab]);
  const query = new URLSearchParams(filters);
  return query.size > 0 ? `${address}?${query}` : address;
}
