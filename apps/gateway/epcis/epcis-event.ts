/** EPCIS 2.0 in JSON-LD, as far as we say and read it. */

export const eventTypes = ['ObjectEvent', 'AggregationEvent', 'TransactionEvent'] as const;

export interface QuantityElement {
  epcClass: string;
  quantity?: number;
  /** UN/ECE Rec 20; absent: a count. */
  uom?: string;
}

export interface EpcisEvent {
  '@context'?: unknown;
  type: string;
  eventID: string;
  eventTime: string;
  eventTimeZoneOffset: string;
  recordTime?: string;
  action: 'ADD' | 'OBSERVE' | 'DELETE';
  bizStep?: string;
  disposition?: string;
  readPoint?: { id: string };
  bizLocation?: { id: string };
  parentID?: string;
  epcList?: string[];
  childEPCs?: string[];
  quantityList?: QuantityElement[];
  childQuantityList?: QuantityElement[];
  bizTransactionList?: { type?: string; bizTransaction: string }[];
  sourceList?: { type: string; source: string }[];
  destinationList?: { type: string; destination: string }[];
  errorDeclaration?: { declarationTime: string; reason?: string; correctiveEventIDs?: string[] };
  [extension: string]: unknown;
}

export const context = ['https://ref.gs1.org/standards/epcis/2.0.0/epcis-context.jsonld'];

export const versionHeaders = {
  'gs1-epcis-version': '2.0.0',
  'gs1-cbv-version': '2.0.0',
  'gs1-epcis-min': '2.0.0',
  'gs1-epcis-max': '2.0.0',
} as const;

const cbv =
  /^(?:urn:epcglobal:cbv:(?:bizstep|disp|btt|sdt|er):|https:\/\/ref\.gs1\.org\/cbv\/(?:BizStep|Disp|BTT|SDT|ER)-)/;

/** The bare word of a CBV value, however it was written. */
export function word(value: string | undefined): string | undefined {
  return value?.replace(cbv, '');
}
