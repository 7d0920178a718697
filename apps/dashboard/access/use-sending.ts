import { useState, type FormEvent } from 'react';
import { ApiError } from '../api/client.js';
import { failureOf } from '../api/failure.js';
import { useLanguage } from '../i18n/use-language.js';

/** Sends a form once at a time and keeps what to say when it was refused. */
export function useSending(send: () => Promise<void>) {
  const { t, say } = useLanguage();
  const [isSending, setSending] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const failure = error === null ? null : failureOf(error);
  const submit = async (event?: FormEvent): Promise<void> => {
    event?.preventDefault();
    if (isSending) return;
    setSending(true);
    setError(null);
    await send().catch((caught: unknown) => setError(caught));
    setSending(false);
  };
  const complaint = failure && (say(failure.text) || t(failure.key, failure.values));
  const faults = error instanceof ApiError ? (error.problem?.errors ?? []) : [];
  return { submit, isSending, complaint, faults };
}
