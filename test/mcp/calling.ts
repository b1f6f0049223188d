import { api, dataOf, type Session } from '../support/client.ts'

/** Sends one message, as it is. */
export const send = (as: Session, body: unknown) => api.post('/mcp', { as, body })

/** @returns the result of a tool */
export const toolResult = async (response: Response) => {
  const { result } = await response.json<{ result: { content: [{ text: string }]; isError: boolean } }>()
  return { isError: result.isError, value: JSON.parse(result.content[0].text) }
}

export const readBook = async (as: Session, id: string) => dataOf(await api.get(`/books/${id}`, { as }))
