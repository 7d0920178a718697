import { useLanguage } from '../i18n/use-language.js';
import { usePhoneList } from '../phone/use-phone-list.js';
import type { ReceiptReason } from './FaultFields.js';

/** Why goods were otherwise, as people choose it; the phone keeps the list. */
export const useReceiptReasons = (): ReceiptReason[] =>
  usePhoneList<ReceiptReason>('/v1/receipt-reasons').data?.answer.items ?? [];

/** A reason's name; what somebody wrote in own words stays as it is. */
export function useReasonText(): (code: string) => string {
  const { t, say } = useLanguage();
  const reasons = useReceiptReasons();
  return (code) =>
    code === 'unspecified'
      ? t('phone/receive/unspecified')
      : say(reasons.find((reason) => reason.code === code)?.text) || code;
}
