// Loaded into every service before its own code: a service whose launcher is gone ends, even while it starts.
import process from 'node:process';
import { setTimeout } from 'node:timers';

/** Time for the service's own orderly stop, in milliseconds. */
const stopWithinMs = 10_000;

const end = () => process.exit(1);
if (!process.connected) end();
process.once('disconnect', () => setTimeout(end, stopWithinMs).unref());
