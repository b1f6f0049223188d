/** The user of the generated clients. */
export interface Reader {
  name: string
  email: string
  password: string
}
