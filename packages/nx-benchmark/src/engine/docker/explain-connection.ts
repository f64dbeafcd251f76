import type { Endpoint } from './endpoint';

/** Why an endpoint did not answer as an engine, in words, and what to do about it. */
export interface Explanation {
  readonly cause: string;
  readonly remedy: string;
  /** Whether there is nothing at all. */
  readonly missing?: boolean;
}

type ConnectionError = Error & { readonly code?: string | undefined; readonly statusCode?: number };

export function explain(error: ConnectionError, { patience }: Pick<Endpoint, 'patience'>): Explanation {
  const certificates = 'Correct DOCKER_CERT_PATH (ca.pem, cert.pem, key.pem) or the docker context.';
  switch (error.code) {
    case 'ENOENT':
      return {
        cause: 'the socket does not exist, so the engine is not installed or not started',
        remedy: 'Install and start Docker, or set DOCKER_HOST.',
        missing: true,
      };
    case 'ECONNREFUSED':
      return {
        cause: 'the connection was refused, so nothing runs there',
        remedy: 'Start the Docker engine.',
      };
    case 'EACCES':
    case 'EPERM':
      return {
        cause: 'no permission to use the socket',
        remedy: 'Add your user to the group "docker" and log in again.',
      };
    case 'ENOTFOUND':
    case 'EAI_AGAIN':
      return { cause: 'the host name is unknown', remedy: 'Correct DOCKER_HOST or the docker context.' };
    case 'ABORT_ERR':
      return {
        cause: `no answer within ${patience / 1000} seconds`,
        remedy: 'See whether the engine hangs (docker version).',
      };
    case 'UNABLE_TO_VERIFY_LEAF_SIGNATURE':
    case 'UNABLE_TO_GET_ISSUER_CERT_LOCALLY':
    case 'SELF_SIGNED_CERT_IN_CHAIN':
    case 'DEPTH_ZERO_SELF_SIGNED_CERT':
    case 'CERT_SIGNATURE_FAILURE':
      return {
        cause: 'its certificate was not made by the CA that we were told to trust (ca.pem)',
        remedy: certificates,
      };
    case 'CERT_HAS_EXPIRED':
      return { cause: 'its certificate has expired', remedy: 'Renew the engine’s certificate.' };
    case 'ERR_TLS_CERT_ALTNAME_INVALID':
      return {
        cause: 'its certificate is for another host name',
        remedy: 'Use a host name of the certificate in DOCKER_HOST or the docker context.',
      };
    case 'ERR_SSL_WRONG_VERSION_NUMBER':
    case 'EPROTO':
      return {
        cause: 'it does not speak TLS, and TLS was asked for',
        remedy:
          'Unset DOCKER_TLS_VERIFY and DOCKER_CERT_PATH for an engine without TLS, or correct the port.',
      };
  }
  if (
    /alert (bad certificate|certificate required|unknown ca)|alert number 4\d|alert number 116/i.test(
      error.message,
    )
  ) {
    return { cause: 'it does not accept our certificate', remedy: certificates };
  }
  if (error.code?.startsWith('HPE_') || /HTTP request to an HTTPS server/i.test(error.message)) {
    return {
      cause: 'it does not speak plain HTTP; perhaps it wants TLS',
      remedy: 'Set DOCKER_TLS_VERIFY=1, and DOCKER_CERT_PATH to the folder of ca.pem, cert.pem and key.pem.',
    };
  }
  if (error.code === 'ECONNRESET' || error.code === 'EPIPE') {
    return {
      cause: 'it closed the connection without an answer',
      remedy: 'See whether the engine works (docker version), and whether it wants TLS or our certificate.',
    };
  }
  if (error.statusCode !== undefined) {
    return {
      cause: `what answers there is not a Docker engine (HTTP status ${error.statusCode})`,
      remedy: 'Correct DOCKER_HOST or the docker context.',
    };
  }
  if (error.message.startsWith('ssh ')) {
    return { cause: error.message, remedy: 'See what "ssh HOST docker version" says.' };
  }
  return { cause: error.message, remedy: 'See what "docker version" says.' };
}
