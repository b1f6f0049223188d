// A certificate for localhost, in DER (ITU-T X.690). Node reads certificates, but makes none.
import { createHash, generateKeyPairSync, randomBytes, sign } from 'node:crypto'

const day = 24 * 60 * 60_000

const lengthOf = (size) => {
  if (size < 0x80) return Buffer.from([size])
  return size < 0x100 ? Buffer.from([0x81, size]) : Buffer.from([0x82, size >> 8, size & 0xff])
}

const der = (tag, ...parts) => {
  const content = Buffer.concat(parts)
  return Buffer.concat([Buffer.from([tag]), lengthOf(content.length), content])
}

const sequence = (...parts) => der(0x30, ...parts)
const oid = (hex) => der(0x06, Buffer.from(hex, 'hex'))
const octets = (content) => der(0x04, content)
const bits = (content) => der(0x03, Buffer.from([0]), content)
const time = (ms) =>
  der(0x17, Buffer.from(`${new Date(ms).toISOString().slice(2, 19).replaceAll(/[-T:]/g, '')}Z`))

const ecdsaWithSha256 = sequence(oid('2a8648ce3d040302'))
const commonName = (name) => sequence(der(0x31, sequence(oid('550403'), der(0x0c, Buffer.from(name)))))
const alternativeName = (host) => sequence(oid('551d11'), octets(sequence(der(0x82, Buffer.from(host)))))

/** @returns a key and its certificate as PEM, and `pin` for `--ignore-certificate-errors-spki-list` */
export const makeCertificate = (host = 'localhost') => {
  const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  const spki = publicKey.export({ type: 'spki', format: 'der' })
  const serial = der(0x02, Buffer.from([1]), randomBytes(15))
  const validity = sequence(time(Date.now() - day), time(Date.now() + day))
  const content = sequence(
    der(0xa0, der(0x02, Buffer.from([2]))),
    serial,
    ecdsaWithSha256,
    commonName(host),
    validity,
    commonName(host),
    spki,
    der(0xa3, sequence(alternativeName(host))),
  )
  const certificate = sequence(content, ecdsaWithSha256, bits(sign('sha256', content, privateKey)))
  const lines = certificate.toString('base64').match(/.{1,64}/g)
  return {
    key: privateKey.export({ type: 'pkcs8', format: 'pem' }),
    cert: ['-----BEGIN CERTIFICATE-----', ...lines, '-----END CERTIFICATE-----', ''].join('\n'),
    pin: createHash('sha256').update(spki).digest('base64'),
  }
}
