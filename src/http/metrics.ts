/** The numbers and the names of one request, without a reader, an address or a secret. */
export interface RequestMetrics {
  method: string
  /** The pattern of the route, never the path. */
  route: string
  status: number
  /** Of the error, if the response is one. */
  code: string | undefined
  durationMs: number
  d1Trips: number
  d1Ms: number
  d1RowsRead: number
  d1RowsWritten: number
}

/** A binding of Workers Analytics Engine, which an operator may add (docs/operations.md). */
export interface MetricsEnv {
  METRICS?: AnalyticsEngineDataset
}

/**
 * Writes one data point, if there is a dataset. It does not wait: the runtime sends the point later. The columns are those
 * of docs/operations.md; new ones go to the end, because the dataset knows them by position.
 */
export const writeMetrics = ({ METRICS }: MetricsEnv, request: RequestMetrics): void => {
  const { method, route, status, code = '', ...numbers } = request
  METRICS?.writeDataPoint({
    // Points of a rare route are kept where those of a frequent one are sampled.
    indexes: [`${method} ${route}`.slice(0, 90)],
    blobs: [method, route, code],
    doubles: [
      status,
      numbers.durationMs,
      numbers.d1Trips,
      numbers.d1Ms,
      numbers.d1RowsRead,
      numbers.d1RowsWritten,
    ],
  })
}
