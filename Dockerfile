# The image of web, worker and scheduler, and (target `store`) that of the object store.
# Tags are exact; add the digests that your registry gives for them where you need the very same bytes.

FROM python:3.11.14-slim-bookworm AS packages
WORKDIR /build
COPY requirements-run.lock ./
RUN python -m venv /opt/qualtrack \
    && /opt/qualtrack/bin/pip install --no-cache-dir --no-deps --only-binary :all: \
        --require-hashes --requirement requirements-run.lock

FROM chrislusf/seaweedfs:4.48 AS store
# Its own settings keep the index in /data, which belongs to root there.
USER 0
RUN rm -f /etc/seaweedfs/filer.toml && mkdir /store && chown 10001:10001 /store
USER 10001:10001
WORKDIR /store
ENTRYPOINT ["/usr/bin/weed"]

FROM python:3.11.14-slim-bookworm AS qualtrack
# Debian keeps only the newest version of a package, so none can be named here; the base image names the release.
# hadolint ignore=DL3008
RUN apt-get update \
    && apt-get install -y --no-install-recommends \
        fonts-dejavu-core libharfbuzz-subset0 libmagic1 libpango-1.0-0 libpangoft2-1.0-0 postgresql-client-15 \
    && rm -rf /var/lib/apt/lists/* \
    && useradd --uid 10001 --user-group --no-create-home --shell /usr/sbin/nologin qualtrack \
    && install --directory --owner qualtrack --group qualtrack --mode 0700 /var/lib/qualtrack
COPY --from=packages /opt/qualtrack /opt/qualtrack
WORKDIR /srv/qualtrack
COPY . .
ENV PATH=/opt/qualtrack/bin:$PATH \
    PYTHONDONTWRITEBYTECODE=1 \
    PYTHONUNBUFFERED=1 \
    XDG_CACHE_HOME=/tmp/cache \
    QUALTRACK_ENV=production \
    QUALTRACK_HOST=0.0.0.0 \
    QUALTRACK_VAR=/var/lib/qualtrack
USER 10001:10001
EXPOSE 8000
HEALTHCHECK --interval=15s --timeout=10s --start-period=60s --retries=4 \
    CMD ["python", "-c", "from urllib.request import urlopen; urlopen('http://127.0.0.1:8000/health/ready/', timeout=9)"]
CMD ["python", "-m", "qualtrack.launch"]
