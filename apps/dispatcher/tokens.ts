export const REGISTRY = Symbol('registry');
