/** What the form of an override says, as its address keeps it. */
export interface Asked {
  action: 'hold' | 'cap' | 'pin';
  about: 'lot' | 'demand' | 'lane';
  /** `<place>/<lot>` */
  lotId: string;
  demandId: string;
  lane: string;
  /** As typed, in `unit`. */
  quantity: string;
}

export const actions = ['hold', 'cap', 'pin'] as const;
export const abouts = ['lot', 'demand', 'lane'] as const;

/** The unit in which people type a commodity's quantities, and how many base units one is. */
export const typedUnit: Record<string, { code: string; base: number }> = {
  g: { code: 'KGM', base: 1_000 },
  ml: { code: 'LTR', base: 1_000 },
  piece: { code: 'H87', base: 1 },
};

export function askedOf(query: URLSearchParams): Asked {
  return {
    action: actions.find((each) => each === query.get('jenis')) ?? 'hold',
    about: abouts.find((each) => each === query.get('hal')) ?? 'lot',
    lotId: query.get('lot') ?? '',
    demandId: query.get('kebutuhan') ?? '',
    lane: query.get('jalur') ?? '',
    quantity: query.get('jumlah') ?? '',
  };
}

/** What is asked, as the gateway takes it; null while something is missing. */
export function targetOf(asked: Asked, baseUnit: string): Record<string, unknown> | null {
  const { action, about, lotId, demandId, lane, quantity } = asked;
  const slash = lotId.indexOf('/');
  const lot = lotId === '' ? null : { location: lotId.slice(0, slash), lot: lotId.slice(slash + 1) };
  if (action === 'hold') {
    if (about === 'lot') return lot && { action, ...lot };
    if (about === 'demand') return demandId === '' ? null : { action, demandId };
    return lane === '' ? null : { action, lane };
  }
  const amount = Number(quantity.replace(',', '.'));
  const isMeasured = quantity.trim() !== '' && Number.isFinite(amount) && amount >= 0;
  const unit = typedUnit[baseUnit]?.code;
  if (!isMeasured || unit === undefined || demandId === '') return null;
  const measured = { demandId, quantity: amount, unit };
  if (action === 'cap') return { action, ...measured };
  return lot && { action, ...lot, ...measured };
}
