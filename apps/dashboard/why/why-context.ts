import { createContext, useContext } from 'react';
import type { WhySubject } from './subject.js';

const WhyContext = createContext<(subject: WhySubject) => void>(() => undefined);
export const WhyContextProvider = WhyContext.Provider;

/** Opens the drawer that answers "why?". */
export const useAskWhy = (): ((subject: WhySubject) => void) => useContext(WhyContext);
