/** Whether the service sends mail. It marks its page where it does. */
export const isMailConfigured = document.documentElement.dataset.mail === 'on'
