import { useLists, useNames } from '../api/registry.js';
import { useLanguage } from '../i18n/use-language.js';

/** A lane as people call it: its two ends, and how it goes. */
export function useLaneName(): (id: string) => string {
  const { t } = useLanguage();
  const names = useNames();
  const { lanes } = useLists();
  return (id) => {
    const lane = lanes.find((each) => each.id === id);
    if (lane === undefined) return id;
    const mode = t(`office/value/${lane.mode}`, { defaultValue: lane.mode });
    return `${names.region(lane.origin)} → ${names.region(lane.destination)} (${mode})`;
  };
}
