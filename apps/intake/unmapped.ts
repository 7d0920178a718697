import { refusalText } from '#contracts';
import type { KafkaRecord, Refusal } from '#kafka';
import { gatewayTopic } from './mend.js';

const header = 'lumbung-unmapped';
const textLengthMax = 700;

/**
 * Why a connector's mapping made nothing of what a partner sent: then the record is that, and no event. Believed only
 * on the topic that our own doors write.
 */
export function unmappedOf(topic: string, { headers }: KafkaRecord): Refusal | null {
  const told = headers[header];
  if (topic !== gatewayTopic || told === undefined) return null;
  const text = textOf(told) ?? refusalText('MAPPING_FAILED');
  return {
    code: 'MAPPING_FAILED',
    text: refusalText('MAPPING_FAILED'),
    details: [{ path: '', code: 'UNMAPPED', text }],
  };
}

function textOf(told: string): { id: string; en: string } | null {
  try {
    const { id, en } = JSON.parse(told) as { id?: unknown; en?: unknown };
    const isText = typeof id === 'string' && typeof en === 'string';
    return isText ? { id: id.slice(0, textLengthMax), en: en.slice(0, textLengthMax) } : null;
  } catch {
    return null;
  }
}
