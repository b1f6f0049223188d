/** The most reports in one request. */
export const maxReports = 50
/** The longest text of a report that is read, in UTF-16 units. */
export const maxReportTextLength = 2000
