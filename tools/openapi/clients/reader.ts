/** Who visits the service. */
export interface Reader {
  name: string
  email: string
  password: string
}
