import * as z from 'zod'
import type { securityEvents } from '../db/schema.ts'
import { deviceName } from '../http/device-name.ts'
import { count, id, instant } from '../http/fields.ts'
import { cursorParameter, limitParameter } from '../http/pagination.ts'
import { type EventKind, eventKinds } from './kinds.ts'
import { maxEventUserAgentLength } from './limits.ts'
import type { EventPosition } from './statements.ts'

export const pageQuery = z.strictObject({ limit: limitParameter, cursor: cursorParameter.optional() })

/** The position of an event in the list: its instant and its id. */
export const eventPosition = z.tuple([z.int(), z.uuid()])

const kinds = Object.keys(eventKinds) as [EventKind, ...EventKind[]]

export const presentedEvent = z
  .object({
    id,
    kind: z.enum(kinds).describe('The kind of the event.'),
    details: z
      .record(z.string().max(100), z.string().max(1000))
      .describe('More about the event, for example the name of a passkey.'),
    user_agent: z.string().max(maxEventUserAgentLength).describe('The `User-Agent` header of the request.'),
    device: z.string().max(1000).nullable().describe('A name of the device, for people.'),
    count: count(2 ** 31 - 1).describe('Failed attempts of one hour are one event. Otherwise 1.'),
    created_at: instant.describe('When it happened; for failed attempts, the last one.'),
  })
  .meta({
    id: 'SecurityEvent',
    examples: [
      {
        id: '0190a1b2-2222-7e5f-8a6b-7c8d9e0f1a2b',
        kind: 'signed_in_on_new_device',
        details: { method: 'password' },
        user_agent: 'curl/8.16.0',
        device: 'curl',
        count: 1,
        created_at: '2026-11-22T08:00:00.000Z',
      },
    ],
  })

type Event = typeof securityEvents.$inferSelect

export const positionOf = ({ createdAt, id }: Event): EventPosition => [createdAt.getTime(), id]

const isKind = (text: string): text is EventKind => text in eventKinds

/**
 * An event in a response. A new column stays private until it is named here. A kind that this version does not know, after
 * a rollback of the service, is left out.
 */
export const presentEvents = (events: Event[]): z.output<typeof presentedEvent>[] =>
  events.flatMap(({ id, kind, details, userAgent, count, createdAt }) => {
    if (!isKind(kind)) return []
    const device = deviceName(userAgent)
    return [{ id, kind, details, user_agent: userAgent, device, count, created_at: createdAt.toISOString() }]
  })
