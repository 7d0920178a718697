import { useLists, useNames } from '../api/registry.js';
import { useLanguage } from '../i18n/use-language.js';

/** `Blitar → Jakarta (darat)`; the id where the lane is not known. */
export function useLaneText(): (lane: string) => string {
  const { t } = useLanguage();
  const names = useNames();
  const { lanes } = useLists();
  return (id) => {
    const lane = lanes.find((one) => one.id === id);
    if (!lane) return id;
    const mode = t(`phone/mode/${lane.mode}`, { defaultValue: lane.mode });
    return `${names.region(lane.origin)} → ${names.region(lane.destination)} (${mode})`;
  };
}
