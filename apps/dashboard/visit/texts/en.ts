import type { id } from './id.js';

type Same<Dictionary> = {
  [Key in keyof Dictionary]: Dictionary[Key] extends string ? string : Same<Dictionary[Key]>;
};

export const en: Same<typeof id> = {
  count: 'Step {{step}} of {{steps}}',
  next: 'Next',
  back: 'Back',
  end: 'End',
  done: 'Done',
  headline: {
    title: 'State of play',
    text: 'Seven figures for the whole hub, always the newest. The line below says how old they are. Choose a commodity above to see its figures alone. The (i) buttons say what each means.',
  },
  changes: {
    title: 'Just changed',
    text: 'What moved in the last 15 minutes, by how much and why. Press “Why?” for the reasons, the reports behind them and who sent them.',
  },
  map: {
    title: 'Flows to partner cities',
    text: 'Each line is one commodity to one city. Wider is more; dashed is still a plan, an arrow is on the road. The percentage at a city is how much of its need is met.',
  },
  balance: {
    title: 'Food balance',
    text: 'Need and supply by commodity and region. The shortest is on top. Every row has a “Why?”.',
  },
  alerts: {
    title: 'Alerts',
    text: 'What somebody should act on today, the most urgent first. The link in each leads to where it is settled.',
  },
};
