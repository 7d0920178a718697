export { composeConfirm } from './compose.js';
export { gatherMails, queueMail, type GatherContext } from './gather.js';
export { noticeLimits } from './limits.js';
export { noticePages, pageOfAlert } from './links.js';
export { claimMails, endNotices, markSent, markUnsent, type ClaimedMail } from './queue.js';
export { alertSight, timezoneOf } from './readers.js';
export { recordAlerts, type AlertEvent } from './record.js';
export { mailIsOn, mailSettings, type MailConfig } from './settings.js';
export { MailTokens } from './tokens.js';
