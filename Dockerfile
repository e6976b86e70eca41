# The production image. Build the jar first, on Linux: mvn -B package. On a Mac add the profile of the PostgreSQL for the image,
# mvn -B package -Ppostgres-linux-arm64 (or -amd64): the training below starts it.
FROM eclipse-temurin:21-jre AS java

# The jar as layers: libraries change seldom, so an upgrade fetches the last layer only.
FROM java AS layers
WORKDIR /layers
COPY target/leadloop.jar leadloop.jar
RUN java -Djarmode=tools -jar leadloop.jar extract --layers --destination .

FROM java AS application
RUN useradd --system --uid 10001 --no-create-home --shell /usr/sbin/nologin leadloop
WORKDIR /leadloop
COPY --from=layers /layers/dependencies/ ./
COPY --from=layers /layers/spring-boot-loader/ ./
COPY --from=layers /layers/snapshot-dependencies/ ./
COPY --from=layers /layers/application/ ./

# One start up to the point where the application is made writes the archive of its classes (CDS). It starts on the embedded
# PostgreSQL, which ends with this stage; only the archive leaves it. Same paths, file times and Java as below, or Java
# leaves the archive aside.
FROM application AS training
RUN install -d -o leadloop /training
USER leadloop
RUN java -XX:ArchiveClassesAtExit=/training/leadloop.jsa -Dspring.context.exit=onRefresh \
      -Dleadloop.database.embedded.directory=/training/data -jar leadloop.jar \
    && test -s /training/leadloop.jsa

FROM application
COPY --from=training /training/leadloop.jsa ./
COPY deploy/image/healthy ./
USER 10001:10001
EXPOSE 8080
# Yours to replace: how much of the container's memory is heap (the rest is classes, code, threads), and its collector.
# Java itself takes the serial collector below 1792 MB or two processors; the parallel one was measured to cost the least.
ENV JDK_JAVA_OPTIONS="-XX:MaxRAMPercentage=60 -XX:+UseParallelGC"
# The root file system may be read-only; /tmp has to be writable.
ENTRYPOINT ["java", "-XX:SharedArchiveFile=leadloop.jsa", "-XX:+ExitOnOutOfMemoryError", "-jar", "leadloop.jar"]
