import { commonSettings, integer, type Config } from '#runtime';

const monthsMin = 13;
const about = `months of facts to keep, 0: all, else at least ${monthsMin}`;
const months = integer('HISTORY_MONTHS', 0, about, { max: 1_200 });

export const historianSettings = {
  ...commonSettings,
  historyMonths: {
    ...months,
    parse: (text: string): number => {
      const value = months.parse(text);
      // Events about the last 365 days are still accepted: what is forgotten has to be older than that.
      if (value > 0 && value < monthsMin) throw new Error(`must be 0 or at least ${monthsMin}`);
      return value;
    },
  },
};

export type HistorianConfig = Config<typeof historianSettings>;
