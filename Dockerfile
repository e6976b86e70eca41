# The production image: the jar and a Java runtime. Build the jar first: mvn -B package
FROM eclipse-temurin:21-jre
RUN useradd --system --create-home leadloop
USER leadloop
WORKDIR /home/leadloop
COPY target/leadloop.jar leadloop.jar
EXPOSE 8080
ENTRYPOINT ["java", "-XX:MaxRAMPercentage=75", "-XX:+ExitOnOutOfMemoryError", "-jar", "leadloop.jar"]
