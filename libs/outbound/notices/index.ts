export { composeConfirm, composeNotices, type MailContent, type Waiting } from './compose.js';
export { digestOf, gatherMails, queueMail, type GatherContext } from './gather.js';
export { noticeLimits } from './limits.js';
export { noticePages, pageOfAlert } from './links.js';
export { claimMails, endNotices, markSent, markUnsent, type ClaimedMail } from './queue.js';
export { alertSight, timezoneOf } from './readers.js';
export { noticeId, recordAlerts, type AlertEvent, type RecordContext } from './record.js';
export { mailIsOn, mailSettings, type MailConfig } from './settings.js';
export { MailTokens } from './tokens.js';
