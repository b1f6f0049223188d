import { recordUse } from '../auth/key-use.ts'
import { jsonType } from '../http/body.ts'
import { clientNetwork } from '../http/client-network.ts'
import { factory } from '../http/env.ts'
import { ApiError } from '../http/errors.ts'
import { limitBursts } from '../http/rate-limit.ts'
import { uninterrupted } from '../http/uninterrupted.ts'
import { validate } from '../http/validate.ts'
import { validateBody } from '../http/validate-body.ts'
import {
  authorizationContract,
  deviceHealthContract,
  progressContract,
  registrationContract,
  reportContract,
} from './contract.ts'
import { forDevices } from './for-devices.ts'
import { presentProgress, secondsOf } from './present.ts'
import { deviceOf, requireDevice } from './require-device.ts'
import { documentParameters, registration, report } from './schema.ts'
import { selectDevice, selectProgress } from './statements.ts'
import { takeReport } from './take-report.ts'
import { useKey } from './use-key.ts'

const headers = { 'Content-Type': jsonType }

// Keys have 128 random bits and more, so no count of attempts is needed: it is only load that is limited. A device that was
// offline sends a report for each document and day at once.
const limitDevices = limitBursts('REFRESH_LIMIT', (c) => `koreader ${clientNetwork(c)}`)

export const koreader = factory
  .createApp()

  .post(
    '/users/create',
    registrationContract,
    forDevices,
    limitDevices,
    validateBody({ json: registration }),
    async (c) => {
      const { username, password } = c.req.valid('json')
      const device = await deviceOf(username, password)
      const { key } = await c.var.db.batch({ key: selectDevice(device) })
      if (!key[0]) throw new ApiError('no_device_registration')
      recordUse(c, { ...key[0], at: device.at })
      return c.var.respond(201, JSON.stringify({ username }), headers)
    },
  )

  .get('/users/auth', authorizationContract, forDevices, limitDevices, requireDevice, async (c) => {
    const { key } = await c.var.db.batch({ key: selectDevice(c.var.device) })
    useKey(c, key[0])
    return c.var.respond(200, JSON.stringify({ authorized: 'OK' }), headers)
  })

  .put(
    '/syncs/progress',
    reportContract,
    forDevices,
    limitDevices,
    requireDevice,
    validateBody({ json: report }),
    async (c) => {
      const sent = c.req.valid('json')
      await uninterrupted(c, takeReport(c, sent))
      const body = { document: sent.document, timestamp: secondsOf(c.var.device.at) }
      return c.var.respond(200, JSON.stringify(body), headers)
    },
  )

  .get(
    '/syncs/progress/:document',
    progressContract,
    forDevices,
    limitDevices,
    requireDevice,
    validate('param', documentParameters),
    async (c) => {
      const values = { ...c.var.device, ...c.req.valid('param') }
      const { rows } = await c.var.db.batch({ rows: selectProgress(values) })
      const found = useKey(c, rows[0])
      return c.var.respond(200, JSON.stringify(presentProgress(found)), headers)
    },
  )

  .get('/healthcheck', deviceHealthContract, forDevices, limitDevices, (c) =>
    c.var.respond(200, JSON.stringify({ state: 'OK' }), headers),
  )
