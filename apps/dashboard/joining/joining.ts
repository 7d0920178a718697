import type { Bilingual, Fault } from '../api/types.js';

/** An invitation as it is made: its token is told this once. */
export interface Invitation {
  party: string;
  token: string;
  expiresAt: string;
}

export interface ReportLine {
  line: number;
  at: string;
  eventId: string | null;
  type: string | null;
  outcome: 'right' | 'repeated' | 'wrong';
  code: string | null;
  text: Bilingual;
  errors: Fault[];
  advice: Bilingual | null;
}

export interface Report {
  party: string;
  run: number;
  green: boolean;
  sandboxShipment: string;
  /** Its own places, then its regions. */
  speaksFor: string[];
  checks: { code: string; passed: boolean; text: Bilingual }[];
  counts: { right: number; repeated: number; wrong: number };
  lines: ReportLine[];
}

export interface JoiningState {
  party: string;
  status: 'active' | 'agreed' | 'planned';
  invitation: { expiresAt: string; acceptedAt: string | null } | null;
  report: Report;
}

export const steps = ['registered', 'invited', 'key', 'trial', 'live'] as const;
export type Step = (typeof steps)[number];

/** Which steps lie behind a party, and which one is next; null when it is live. */
export function progressOf(state: JoiningState, now: number): { done: Step[]; next: Step | null } {
  const { invitation, report, status } = state;
  if (status === 'active') return { done: [...steps], next: null };
  const isAccepted = Boolean(invitation?.acceptedAt);
  const isInvited = isAccepted || (invitation !== null && Date.parse(invitation.expiresAt) > now);
  const passed: Record<Step, boolean> = {
    registered: true,
    invited: isInvited,
    key: isAccepted,
    trial: report.green,
    live: false,
  };
  return {
    done: steps.filter((step) => passed[step]),
    next: steps.find((step) => !passed[step]) ?? 'live',
  };
}

const made = new Map<string, Invitation>();

/** Carries a new invitation from the form that made it to the page that shows it, in memory alone. */
export function keepInvitation(invitation: Invitation): void {
  made.set(invitation.party, invitation);
}

export function takeInvitation(party: string): Invitation | null {
  return made.get(party) ?? null;
}

export function dropInvitation(party: string): void {
  made.delete(party);
}
