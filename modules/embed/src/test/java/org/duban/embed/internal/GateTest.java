package org.duban.embed.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.awaitility.Awaitility;
import org.duban.api.DubanException;
import org.duban.api.ErrorCode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class GateTest {

    /** Stands for a service; its default method is one of the service's methods like any other. */
    interface Service {
        String answer(String question) throws Exception;

        default String answer() throws Exception {
            return answer("?");
        }
    }

    private final Gate gate = new Gate();

    @Test
    void callsPassWithTheirAnswersAndExceptions() throws Exception {
        Service service = through(gate, question -> question + "!");
        assertEquals("a!", service.answer("a"));
        assertEquals("?!", service.answer());

        Exception thrown = new Exception("refused");
        Service failing = through(gate, question -> {
            throw thrown;
        });
        assertSame(thrown, assertThrows(Exception.class, failing::answer));
    }

    @Test
    void laterCallsAreRefusedAndNothingIsDone() {
        Service service = through(gate, question -> {
            throw new AssertionError("called after the end");
        });
        assertTrue(gate.close(Duration.ZERO));
        DubanException refusal = assertThrows(DubanException.class, service::answer);
        assertEquals(ErrorCode.STOPPED, refusal.code());
        assertTrue(gate.close(Duration.ZERO), "closing again changes nothing");
    }

    @Test
    void closingWaitsForCallsUnderWay() throws Exception {
        CountDownLatch entered = new CountDownLatch(1);
        CountDownLatch leave = new CountDownLatch(1);
        Service service = through(gate, question -> {
            entered.countDown();
            leave.await();
            return "done";
        });
        CompletableFuture<String> call = CompletableFuture.supplyAsync(() -> unchecked(service));
        entered.await();
        CompletableFuture<Boolean> close = CompletableFuture.supplyAsync(() -> gate.close(Duration.ofSeconds(30)));

        Service quick = through(gate, question -> question);
        Awaitility.await().until(() -> refuses(quick));
        assertFalse(close.isDone(), "a call is under way");

        leave.countDown();
        assertTrue(close.get(30, TimeUnit.SECONDS));
        assertEquals("done", call.get(30, TimeUnit.SECONDS));
    }

    @Test
    void closingGivesUpOnACallThatNeverEnds() throws Exception {
        CountDownLatch entered = new CountDownLatch(1);
        CountDownLatch leave = new CountDownLatch(1);
        Service service = through(gate, question -> {
            entered.countDown();
            leave.await();
            return "done";
        });
        CompletableFuture<String> call = CompletableFuture.supplyAsync(() -> unchecked(service));
        entered.await();
        assertFalse(gate.close(Duration.ofMillis(1)));
        leave.countDown();
        assertEquals("done", call.get(30, TimeUnit.SECONDS));
    }

    @Test
    void aServiceMayCallAnotherOneWhileItIsCalled() throws Exception {
        Service inner = through(gate, question -> question + "!");
        Service outer = through(gate, question -> inner.answer(question) + "!");
        assertEquals("a!!", outer.answer("a"));
    }

    @Test
    void guardedServicesAreEqualToThemselvesOnly() {
        Service one = through(gate, question -> question);
        Service other = through(gate, question -> question);
        assertEquals(one, one);
        assertNotEquals(one, other);
        assertEquals(one.hashCode(), one.hashCode());
        assertEquals("Service of Duban", one.toString());
    }

    private static String unchecked(Service service) {
        try {
            return service.answer();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private static boolean refuses(Service service) throws Exception {
        try {
            service.answer();
            return false;
        } catch (DubanException e) {
            return e.code() == ErrorCode.STOPPED;
        }
    }

    private static Service through(Gate gate, Service service) {
        return gate.guard(Service.class, () -> service);
    }

    @Test
    void aPartThatIsMadeAnewIsTheOneThatAnswers() throws Exception {
        Gate gate = new Gate();
        AtomicReference<Service> now = new AtomicReference<>(question -> "old");
        Service guarded = gate.guard(Service.class, now::get);
        assertEquals("old", guarded.answer(""));
        now.set(question -> "new");
        assertEquals("new", guarded.answer(""));
        now.set(null);
        assertThrows(DubanException.class, () -> guarded.answer(""));
    }
}
