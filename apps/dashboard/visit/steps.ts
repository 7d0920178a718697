/** Parts of the live page in the order in which an officer reads it; each is marked `data-tour` there. */
export const steps = ['headline', 'changes', 'map', 'balance', 'alerts'] as const;
export type StepName = (typeof steps)[number];
