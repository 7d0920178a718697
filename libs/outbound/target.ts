import { Targets, TargetError } from '#connectors';
import { outboundLimits } from './limits.js';

export type UrlFault = 'NOT_A_URL' | 'NOT_ENCRYPTED' | 'NOT_PUBLIC';

/** What is wrong with the address of a webhook, as far as it can be told without looking its name up; or null. */
export function urlFault(text: string, targets: Targets): UrlFault | null {
  if (text.length > outboundLimits.urlLengthMax || !URL.canParse(text)) return 'NOT_A_URL';
  const url = new URL(text);
  const isEncrypted = url.protocol === 'https:';
  if (!isEncrypted && url.protocol !== 'http:') return 'NOT_A_URL';
  if (url.username !== '' || url.password !== '' || url.hash !== '') return 'NOT_A_URL';
  const port = Number(url.port) || (isEncrypted ? 443 : 80);
  if (!isEncrypted && !targets.isNamed(url.hostname, port)) return 'NOT_ENCRYPTED';
  try {
    targets.demandAddress(url.hostname, port);
    return null;
  } catch (error) {
    if (error instanceof TargetError) return 'NOT_PUBLIC';
    throw error;
  }
}
