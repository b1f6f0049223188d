import { describe, expect, it } from 'vitest'
import { problemOfUrl } from '../../src/webhook/url.ts'

const config = { publicUrl: 'https://books.example.net' }
const problem = (url: string) => problemOfUrl(url, config)

describe('a URL of a webhook is rejected', () => {
  it.each([
    // Other schemes, ports, users and fragments.
    'http://hooks.example.com/',
    'ftp://hooks.example.com/',
    'file:///etc/passwd',
    'javascript:alert(1)',
    'https:hooks.example.com',
    'https:///hooks.example.com/',
    'hooks.example.com/path',
    '//hooks.example.com/',
    'https://hooks.example.com:8443/',
    'https://hooks.example.com:80/',
    'https://user@hooks.example.com/',
    'https://user:secret@hooks.example.com/',
    'https://@hooks.example.com/',
    'https://hooks.example.com@127.0.0.1/',
    'https://hooks.example.com/#fragment',
    'https://hooks.example.com/#',
    // Addresses, in each form that the parser takes.
    'https://127.0.0.1/',
    'https://127.1/',
    'https://2130706433/',
    'https://0x7f000001/',
    'https://0x7f.1/',
    'https://0177.0.0.1/',
    'https://017700000001/',
    'https://169.254.169.254/latest/meta-data',
    'https://10.0.0.1/',
    'https://0/',
    'https://8.8.8.8/',
    'https://1.1.1.1./',
    'https://[::1]/',
    'https://[::ffff:127.0.0.1]/',
    'https://[fd00:ec2::254]/',
    'https://[2606:4700:4700::1111]/',
    'https://%31%32%37.0.0.1/',
    'https://127.0.0.1.nip.io/',
    'https://7f000001.sslip.io/',
    'https://localtest.me/',
    // Names that are not public.
    'https://localhost/',
    'https://LOCALHOST/',
    'https://localhost./',
    'https://books.localhost/',
    'https://printer/',
    'https://metadata/',
    'https://metadata.google.internal/',
    'https://instance-data.ec2.internal/',
    'https://router.local/',
    'https://nas.home.arpa/',
    'https://kubernetes.default.svc/',
    'https://kubernetes.default.svc.cluster.local/',
    'https://hooks.test/',
    'https://hooks.example/',
    'https://hooks.invalid/',
    'https://hooks.onion/',
    'https://1.0.0.127.in-addr.arpa/',
    'https://hooks.example.com./',
    'https://hooks..example.com/',
    'https://.example.com/',
    'https://-hooks.example.com/',
    'https://hooks_.example.com/',
    `https://${'a'.repeat(64)}.example.com/`,
    `https://${'a.'.repeat(130)}example.com/`,
    'https://com/',
    // This service.
    'https://books.example.net/books',
    'https://BOOKS.example.net/',
    'https://api.books.example.net/',
    // Text that the parser changes.
    '',
    ' https://hooks.example.com/',
    'https://hooks.example.com/ ',
    'https://hooks.exa\tmple.com/',
    'https://hooks.example.com\n.localhost/',
    'https:\\\\hooks.example.com/',
    'https://hooks.example.com\\@localhost/',
    'https://１２７.０.０.１/',
    'https://ⓛocalhost/',
    'https://hooks.exämple.com/',
  ])('%j', (url) => {
    expect(problem(url)).toMatch(/^Must /)
  })
})

describe('a URL of a webhook is accepted', () => {
  it.each([
    'https://hooks.example.com/',
    'https://hooks.example.com',
    'https://hooks.example.com:443/path?key=value',
    'HTTPS://Hooks.Example.COM/path',
    'https://example.com/a@b',
    'https://xn--bcher-kva.example.com/',
    'https://1password.example.com/',
    'https://hooks.123.example.com/',
  ])('%s', (url) => {
    expect(problem(url)).toBeUndefined()
  })
})
