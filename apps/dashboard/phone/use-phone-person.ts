import { useSession, type SessionPerson } from '../access/session.js';

/** Who holds the phone; without a network, who was signed in when it was there (the worker keeps that answer). */
export const usePhonePerson = (): SessionPerson | null | undefined => useSession()?.person;
